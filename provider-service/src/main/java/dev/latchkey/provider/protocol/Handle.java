package dev.latchkey.provider.protocol;

/**
 * What a sealed token says once its seal is found good: which row, and which generation of it.
 *
 * @param kind what it stands for
 * @param id the row
 * @param generation which of the row's successive tokens this is, from 0
 */
public record Handle(HandleKind kind, RowId id, int generation) {}
