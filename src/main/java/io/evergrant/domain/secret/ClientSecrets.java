package io.evergrant.domain.secret;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client has of secrets: none, one, or while it is being changed two.
 *
 * @param newest null where the client has none
 * @param former that the newest one replaced
 * @param formerUntil when the former one is given up; null where there is none
 */
public record ClientSecrets(
    @Nullable ClientSecret newest, @Nullable ClientSecret former, @Nullable Instant formerUntil) {
  /** Of a client that signs, or does not prove itself. */
  public static final ClientSecrets NONE = new ClientSecrets(null, null, null);

  public static ClientSecrets of(ClientSecret only) {
    return new ClientSecrets(only, null, null);
  }

  /** Without a former one that has ended. */
  public ClientSecrets withoutFormer(Instant now) {
    return formerUntil == null || formerUntil.isAfter(now)
        ? this
        : new ClientSecrets(newest, null, null);
  }

  /** Those that are good for something, in the order in which they are tried. */
  public List<ClientSecret> inOrder(Instant now) {
    var isGood = formerUntil != null && now.isBefore(formerUntil);
    return isGood ? all() : Optional.ofNullable(newest).stream().toList();
  }

  /** Those too that are good for nothing any more. */
  public List<ClientSecret> all() {
    return Stream.of(Optional.ofNullable(newest), Optional.ofNullable(former))
        .flatMap(Optional::stream)
        .toList();
  }

  /** As if nothing had been replaced. */
  public ClientSecrets newestAlone() {
    return new ClientSecrets(newest, null, null);
  }

  /** As if it had not been replaced yet; empty where it is good no more. */
  public Optional<ClientSecrets> formerAlone(Instant now) {
    return former != null && formerUntil != null && now.isBefore(formerUntil)
        ? Optional.of(new ClientSecrets(former, null, null))
        : Optional.empty();
  }
}
