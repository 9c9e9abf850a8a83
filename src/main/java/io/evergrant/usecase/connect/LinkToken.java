package io.evergrant.usecase.connect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What stands in the address of a consent link: its id and its secret, 65 characters. */
record LinkToken(ConsentLinkId id, OneTimeSecret secret) {
  private static final int ID_BYTES = 16;
  private static final int ID_LENGTH = 22;
  private static final int LENGTH = ID_LENGTH + 43;

  OneTimeSecret text() {
    var bytes =
        ByteBuffer.allocate(ID_BYTES)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .array();
    var first = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new OneTimeSecret(first + secret.reveal());
  }

  /** Empty for what cannot be one. */
  static Optional<LinkToken> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, ID_LENGTH)));
      var id = new ConsentLinkId(new UUID(bytes.getLong(), bytes.getLong()));
      return Optional.of(new LinkToken(id, new OneTimeSecret(text.substring(ID_LENGTH))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** In the same time wherever they differ. */
  boolean carries(OneTimeSecret right) {
    return MessageDigest.isEqual(
        secret.reveal().getBytes(US_ASCII), right.reveal().getBytes(US_ASCII));
  }
}
