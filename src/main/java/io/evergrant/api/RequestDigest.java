package io.evergrant.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** A digest of a whole request, taken while its body passes: nothing of it is held for that. */
final class RequestDigest extends FilterInputStream {
  /** What a resource that did not read its body may have left. */
  private static final int MOST_LEFT = 64 * 1024;

  private final MessageDigest digest;

  private RequestDigest(InputStream body, MessageDigest digest) {
    super(body);
    this.digest = digest;
  }

  static RequestDigest of(ContainerRequestContext request) {
    var digest = sha256();
    var type = Objects.requireNonNullElse(request.getHeaderString(HttpHeaders.CONTENT_TYPE), "");
    var uri = request.getUriInfo().getRequestUri();
    for (var part :
        new String[] {
          request.getMethod(),
          uri.getRawPath(),
          Objects.requireNonNullElse(uri.getRawQuery(), ""),
          type
        }) {
      digest.update(part.getBytes(UTF_8));
      digest.update((byte) '\n');
    }
    return new RequestDigest(request.getEntityStream(), digest);
  }

  @Override
  public int read() throws IOException {
    var one = super.read();
    if (one >= 0) {
      digest.update((byte) one);
    }
    return one;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    var read = super.read(into, at, most);
    if (read > 0) {
      digest.update(into, at, read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, MOST_LEFT)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Of all of it; empty where far more is left of the body than was read. */
  Optional<String> whole(long mostLeft) {
    try {
      var left = mostLeft;
      var chunk = new byte[8192];
      for (var read = read(chunk, 0, chunk.length); read >= 0; read = read(chunk, 0, 8192)) {
        left -= read;
        if (left < 0) {
          return Optional.empty();
        }
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<String> whole() {
    return whole(MOST_LEFT);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
