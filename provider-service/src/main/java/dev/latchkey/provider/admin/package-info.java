/** The pages of administrators: users, groups, applications, grants, signing keys, the audit log. */
@NullMarked
package dev.latchkey.provider.admin;

import org.jspecify.annotations.NullMarked;
