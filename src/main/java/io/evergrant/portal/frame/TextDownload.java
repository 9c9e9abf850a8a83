package io.evergrant.portal.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes out as it is read, so that its length is not known when it begins. A piece must
 * not pass for the whole: what fails before any of it has gone is another answer, and behind that
 * the connection ends before the body does. A container may end a chunked body in good order
 * whatever is thrown; but it asks for the trailer fields first (RFC 9110 section 6.5), and a body
 * that broke off gives none. HTTP/1.0 has no such end, and over HTTP/2 a container ends a stream in
 * good order whatever happens.
 */
public final class TextDownload {
  private static final Logger LOG = System.getLogger(TextDownload.class.getName());

  /** Characters: what fails within them is another answer. */
  private static final int HELD_BACK = 1 << 16;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final String type;
  private final String name;
  private @Nullable OutputStream begun;
  private boolean broken;

  /**
   * Sends nothing yet.
   *
   * @param name of the file
   */
  public TextDownload(
      HttpServletRequest request, HttpServletResponse response, String type, String name) {
    this.request = request;
    this.response = response;
    this.type = type;
    this.name = name;
  }

  /**
   * Sends it, once.
   *
   * @throws IOException where the receiver is gone
   */
  public void send(Text text) throws IOException {
    try {
      // not closed where it fails: that would be an end in good order
      var out = new BufferedWriter(new OutputStreamWriter(new Body(), UTF_8), HELD_BACK);
      text.write(out);
      out.close();
    } catch (UncheckedIOException e) {
      broken = true;
      throw e.getCause();
    } catch (RuntimeException e) {
      if (begun == null) {
        throw e;
      }
      // not thrown on: containers answer what is thrown with a page, behind the piece if need be
      LOG.log(Level.ERROR, "a file broke off", e);
      broken = true;
    }
  }

  private OutputStream begin() throws IOException {
    if (begun == null) {
      if (!request.getProtocol().equals("HTTP/1.0")) {
        response.setTrailerFields(this::trailers);
      }
      response.setHeader("Connection", "close");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
      response.setContentType(type);
      begun = response.getOutputStream();
    }
    return begun;
  }

  /** The answer's body, which begins when there is something in it. */
  private final class Body extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      begin().write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      begin().write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      if (begun != null) {
        begun.flush();
      }
    }

    @Override
    public void close() throws IOException {
      begin().close();
    }
  }

  private Map<String, String> trailers() {
    if (broken) {
      TextDownload.<RuntimeException>raise(new IOException("the file broke off"));
    }
    return Map.of();
  }

  /** As writing to a connection that is gone would. A supplier cannot declare it. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> void raise(IOException e) throws E {
    throw (E) e;
  }

  /** What is in the file. */
  @FunctionalInterface
  public interface Text {
    void write(Writer out) throws IOException;
  }
}
