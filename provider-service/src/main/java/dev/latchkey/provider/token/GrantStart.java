package dev.latchkey.provider.token;

import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;

/**
 * A grant that is about to be made.
 *
 * @param id its id: that of the code it is redeemed for, so that no code makes two
 * @param grantType how it is given
 * @param user the user it stands for
 * @param permission everything it may be used for
 */
public record GrantStart(RowId id, GrantType grantType, GrantUser user, Permission permission) {}
