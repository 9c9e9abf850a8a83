package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody gets of a file that breaks off, and of one that does not. */
class TextDownloadTest {
  private static final String LONG = "0123456789\r\n".repeat(10_000);

  private final Sent sent = new Sent();
  private final Map<String, Object> headers = new HashMap<>();
  private @Nullable Supplier<Map<String, String>> trailers;
  private String protocol = "HTTP/1.1";

  @Test
  void P18_a_file_that_broke_off_has_no_end() throws IOException {
    send(
        out -> {
          out.write(LONG);
          throw away();
        });
    assertThat(sent.bytes.size()).isPositive();
    assertThat(sent.closed).isFalse();
    assertThatThrownBy(() -> end().get())
        .as("what the container is told at the end")
        .isInstanceOf(IOException.class);
    assertThat(headers)
        .containsEntry("Connection", "close")
        .containsEntry("Content-Disposition", "attachment; filename=\"audit.csv\"");
  }

  @Test
  void P18_what_fails_before_any_of_it_has_gone_is_another_answer() {
    assertThatThrownBy(
            () ->
                send(
                    out -> {
                      out.write("number,time\r\n");
                      throw away();
                    }))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(sent.bytes.size()).isZero();
    assertThat(sent.closed).isFalse();
    assertThat(headers).isEmpty();
    assertThat(trailers).isNull();
  }

  @Test
  void a_whole_file_has_its_end() throws IOException {
    send(out -> out.write(LONG));
    assertThat(sent.bytes).hasToString(LONG);
    assertThat(sent.closed).isTrue();
    assertThat(end().get()).isEmpty();
  }

  @Test
  void where_the_receiver_is_gone_nobody_writes_another_answer() {
    var gone = new IOException("gone");
    assertThatThrownBy(
            () ->
                send(
                    out -> {
                      throw new UncheckedIOException(gone);
                    }))
        .isSameAs(gone);
  }

  @Test
  void http_1_0_is_asked_for_no_trailer() throws IOException {
    protocol = "HTTP/1.0";
    send(out -> out.write("x"));
    assertThat(trailers).isNull();
    assertThat(sent.bytes).hasToString("x");
  }

  private void send(TextDownload.Text text) throws IOException {
    new TextDownload(
            fake(HttpServletRequest.class, this::request),
            fake(HttpServletResponse.class, this::response),
            "text/csv;charset=UTF-8",
            "audit.csv")
        .send(text);
  }

  private static StoreUnavailable away() {
    return new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
  }

  private Supplier<Map<String, String>> end() {
    if (trailers == null) {
      throw new AssertionError("no trailer fields were set");
    }
    return trailers;
  }

  private Object request(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getProtocol" -> protocol;
      case "getRequestURI" -> "/audit.csv";
      case "getContextPath" -> "";
      default -> throw new AssertionError(method);
    };
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object response(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getOutputStream" -> sent;
      case "setHeader" -> headers.put((String) arguments[0], arguments[1]);
      case "setTrailerFields" -> {
        trailers = (Supplier<Map<String, String>>) arguments[0];
        yield null;
      }
      case "setContentType" -> headers.put("Content-Type", arguments[0]);
      default -> throw new AssertionError(method);
    };
  }

  private interface Does {
    @Nullable Object with(Method method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Does does) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                does.with(method, arguments == null ? new Object[0] : arguments)));
  }

  /** What has gone out. */
  private static final class Sent extends ServletOutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean closed;

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new AssertionError("nobody asks");
    }
  }
}
