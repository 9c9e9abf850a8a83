package io.evergrant.portal.importing;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.importing.Format;
import io.evergrant.usecase.importing.Mode;
import io.evergrant.usecase.importing.sealed.Opened;
import io.evergrant.usecase.importing.sealed.SealedImport;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Takes what the page sealed: bytes, and nothing else, because a form's field would be kept and
 * logged as text. How it ended stands on the page of the report, to which the script goes on.
 */
@WebServlet("/grants/import/sealed")
public class SealedImportDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** What the key, the nonce and the tag add to an import of the greatest length. */
  private static final int LONGEST = 8 * 1024 * 1024 + 1024;

  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;

  /** Each holds its whole body in memory, sealed and opened. */
  private static final Semaphore AT_A_TIME = new Semaphore(2);

  @Inject private transient SignedInMember me;
  @Inject private transient SealedImport imports;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"application/octet-stream".equals(request.getContentType())) {
      response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
    if (!AT_A_TIME.tryAcquire()) {
      response.setStatus(TOO_MANY);
      return;
    }
    try {
      var sealed = request.getInputStream().readNBytes(LONGEST + 1);
      if (sealed.length > LONGEST) {
        response.setStatus(TOO_LARGE);
      } else {
        run(request, response, sealed);
      }
    } finally {
      AT_A_TIME.release();
    }
  }

  private void run(HttpServletRequest request, HttpServletResponse response, byte[] sealed) {
    Asked asked;
    try {
      asked = Asked.in(request);
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    var opened =
        imports.run(
            me.member(),
            SignedInSession.browser(request).secret(),
            asked.key(),
            asked.format(),
            asked.mode(),
            sealed);
    Report.of(opened).keep(request);
    response.setStatus(opened instanceof Opened.Ran ? 200 : HttpServletResponse.SC_CONFLICT);
  }

  /** What the address says of the body. */
  private record Asked(SealingKeyId key, Format format, Mode mode) {
    static Asked in(HttpServletRequest request) {
      return new Asked(
          new SealingKeyId(UUID.fromString(parameter(request, "key"))),
          Format.valueOf(parameter(request, "format").toUpperCase(Locale.ROOT)),
          Mode.valueOf(parameter(request, "mode").toUpperCase(Locale.ROOT)));
    }

    private static String parameter(HttpServletRequest request, String name) {
      return Objects.requireNonNullElse(request.getParameter(name), "");
    }
  }
}
