package dev.latchkey.provider.store;

import dev.latchkey.provider.token.Grant;

/** A grant as it was read, and as it is to stand from now on. */
record GrantStep(Grant before, Grant after) {}
