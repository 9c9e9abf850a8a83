package io.evergrant.adapter.http;

import io.evergrant.adapter.http.Streamed.Line;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request whose body, if it has one, streams. Its fields carry credentials and are not printed.
 *
 * @param length of the body in bytes; -1 where it is not known before the end
 */
public record StreamAsk(
    String method, URI uri, List<Line> fields, @Nullable InputStream body, long length) {
  public StreamAsk {
    fields = List.copyOf(fields);
  }

  @Override
  public String toString() {
    return "StreamAsk[" + method + " " + uri.getHost() + "]";
  }
}
