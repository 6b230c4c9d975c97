/** What both resources share: errors as JSON, pages, bodies as JSON or form. */
@NullMarked
package dev.latchkey.sample.api;

import org.jspecify.annotations.NullMarked;
