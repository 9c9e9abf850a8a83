package io.evergrant.usecase.access;

import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.AccessMemory.Place;
import io.evergrant.usecase.port.AccessMemory.Remembered;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.At;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.util.List;
import java.util.Optional;

/** The access token that lies there for a grant as it stands now, from memory or from Vault. */
final class KeptTokens {
  private final TokenVault vault;
  private final AccessMemory memory;

  KeptTokens(TokenVault vault, AccessMemory memory) {
    this.vault = vault;
    this.memory = memory;
  }

  /**
   * What was imported is given to nobody before the provider has taken it once. Empty also where
   * the token set has no access token.
   */
  Optional<Remembered> of(Standing standing) {
    if (standing.status() != GrantStatus.ACTIVE) {
      return Optional.empty();
    }
    var place = new Place(standing.location(), standing.kvVersion(), standing.fence());
    var remembered = memory.find(place);
    return remembered.isPresent() ? remembered : read(place);
  }

  private Optional<Remembered> read(Place place) {
    var at = new At(place.location(), place.version());
    return switch (vault.openAt(List.of(at)).getFirst()) {
      case Opened.Found found -> {
        var token = accessToken(found.entry().tokens());
        // what is newer than the row belongs to an attempt that has not ended: its end changes
        // neither place nor version, and may still be that it does not count
        if (found.version() == place.version()) {
          token.ifPresent(known -> memory.keep(place, known));
        }
        yield token;
      }
      case Opened.Missing missing -> Optional.empty();
      case Opened.Unreadable unreadable -> throw unreadable.why();
    };
  }

  private static Optional<Remembered> accessToken(TokenSet tokens) {
    var token = tokens.accessToken();
    return token == null
        ? Optional.empty()
        : Optional.of(
            new Remembered(
                token, tokens.tokenType(), tokens.scope(), tokens.issuedAt(), tokens.expiresAt()));
  }
}
