/** The pages people see: shell, texts, headers and style sheet, without HTTP. */
@NullMarked
package dev.latchkey.provider.page;

import org.jspecify.annotations.NullMarked;
