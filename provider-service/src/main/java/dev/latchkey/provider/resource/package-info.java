/** Protected resources, their scopes and the audience a token gets (RFC 8707). */
@NullMarked
package dev.latchkey.provider.resource;

import org.jspecify.annotations.NullMarked;
