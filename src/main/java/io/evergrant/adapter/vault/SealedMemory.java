package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.Ticker;
import io.github.jopenlibs.vault.json.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens in this node's memory, each sealed (AES-256-GCM) by a key that was made at the
 * start and is written nowhere, and bound to its place. One for each grant at most, so many in all,
 * and none that nobody asked for lately.
 */
public final class SealedMemory implements AccessMemory {
  private static final Duration UNASKED = Duration.ofMinutes(10);
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Cache<TokenLocation, Sealed> kept;
  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /**
   * An empty one.
   *
   * @param most how many tokens
   */
  public SealedMemory(int most, Ticker ticker) {
    kept =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(UNASKED)
            .ticker(ticker::nanos)
            .build();
    try {
      var keys = KeyGenerator.getInstance("AES");
      keys.init(256, random);
      key = keys.generateKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Remembered> find(Place place) {
    var sealed = kept.getIfPresent(place.location());
    return sealed == null || !sealed.place().equals(place)
        ? Optional.empty()
        : Optional.of(read(open(sealed)));
  }

  @Override
  public void keep(Place place, Remembered token) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var bytes = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(write(token).getBytes(UTF_8));
      kept.put(place.location(), new Sealed(place, nonce, bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String open(Sealed sealed) {
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, sealed.place(), sealed.nonce());
      return new String(cipher.doFinal(sealed.bytes()), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cipher cipher(int mode, Place place, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.toString().getBytes(UTF_8));
    return cipher;
  }

  private static String write(Remembered token) {
    var end = token.expiresAt();
    return Json.object()
        .add("access_token", token.token().reveal())
        .addIfNotNull("token_type", token.tokenType())
        .add("scope", token.scope().toString())
        .add("issued_at", token.issuedAt().toString())
        .addIfNotNull("expires_at", end == null ? null : end.toString())
        .toString();
  }

  private static Remembered read(String text) {
    var json = Json.parse(text).asObject();
    var end = Members.optional(json, "expires_at");
    return new Remembered(
        new AccessToken(Members.required(json, "access_token")),
        Members.optional(json, "token_type"),
        Scope.parse(Members.required(json, "scope")),
        Instant.parse(Members.required(json, "issued_at")),
        instant(end));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  /** A token under the key, and the place that it is bound to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sealed(Place place, byte[] nonce, byte[] bytes) {}
}
