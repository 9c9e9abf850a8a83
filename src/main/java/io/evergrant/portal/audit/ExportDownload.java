package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Paths;
import io.evergrant.portal.frame.SecurityHeaders;
import io.evergrant.portal.text.Languages;
import io.evergrant.usecase.audit.DescribeExport;
import io.evergrant.usecase.audit.DownloadExport;
import io.evergrant.usecase.audit.DownloadExport.Found;
import io.evergrant.usecase.audit.ExportAltered;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/** An export, or its manifest, for whoever holds a link to it: without an account. */
@WebServlet("/export/*")
public class ExportDownload extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ExportDownload.class.getName());
  private static final String BEFORE = "/export/";
  private static final String MANIFEST = "/manifest";
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;

  /** Each keeps a thread for as long as its receiver takes. */
  private static final Semaphore AT_A_TIME = new Semaphore(8);

  @Inject private transient DownloadExport exports;
  @Inject private transient DescribeExport manifests;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, true);
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(request, response, false);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, boolean body)
      throws IOException {
    var path = Paths.shown(request).substring(request.getContextPath().length());
    var manifest = path.endsWith(MANIFEST);
    var secret =
        path.substring(BEFORE.length(), path.length() - (manifest ? MANIFEST.length() : 0));
    switch (exports.find(secret)) {
      case Found.NotThere gone -> throw new NotFound();
      case Found.Ended ended -> say(request, response, GONE, "export.link.ended");
      case Found.Ready ready when manifest ->
          manifest(response, manifests.manifest(ready.export()));
      case Found.Ready ready -> export(request, response, ready, body);
    }
  }

  private static void say(
      HttpServletRequest request, HttpServletResponse response, int status, String sentence)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().println(Languages.of(request).of(sentence));
  }

  static void manifest(HttpServletResponse response, String manifest) throws IOException {
    response.setContentType("application/json");
    response.setHeader("Content-Disposition", "attachment; filename=\"manifest.json\"");
    response.getOutputStream().write(manifest.getBytes(StandardCharsets.UTF_8));
  }

  private void export(
      HttpServletRequest request, HttpServletResponse response, Found.Ready ready, boolean body)
      throws IOException {
    var export = ready.export();
    var size = export.progress().bytes();
    var tag = '"' + Objects.requireNonNull(export.sha256()) + '"';
    var condition = request.getHeader("If-Range");
    var asked = condition == null || condition.equals(tag) ? request.getHeader("Range") : null;
    var range = ByteRange.of(asked, size);
    head(response, export, tag);
    if (range.isBeyond(size)) {
      response.setHeader("Content-Range", "bytes */" + size);
      response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      return;
    }
    if (range.partial()) {
      response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
      response.setHeader(
          "Content-Range", "bytes %d-%d/%d".formatted(range.from(), range.to() - 1, size));
    }
    response.setContentLengthLong(range.to() - range.from());
    if (body) {
      body(request, response, ready, range);
    }
  }

  /** With the SHA-256 of the whole (RFC 9530), whichever part goes out. */
  private static void head(HttpServletResponse response, AuditExport export, String tag) {
    var sum = HexFormat.of().parseHex(Objects.requireNonNull(export.sha256()));
    response.setContentType(export.format().mediaType());
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("ETag", tag);
    response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sum) + ":");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
  }

  /** A piece must not pass for the whole: where it breaks off, so does the connection. */
  private void body(
      HttpServletRequest request, HttpServletResponse response, Found.Ready ready, ByteRange range)
      throws IOException {
    if (!AT_A_TIME.tryAcquire()) {
      anew(request, response);
      response.setHeader("Retry-After", "5");
      say(request, response, TOO_MANY, "export.link.busy");
      return;
    }
    try {
      exports.begin(ready, range.from(), range.to());
      exports.run(ready.export(), range.from(), range.to(), response.getOutputStream());
    } catch (ExportAltered e) {
      LOG.log(Level.ERROR, e.getMessage());
      if (response.isCommitted()) {
        throw new IOException(e);
      }
      anew(request, response);
      say(request, response, HttpServletResponse.SC_CONFLICT, "export.link.altered");
    } finally {
      AT_A_TIME.release();
    }
  }

  /** Without the headers of a file that is not sent after all. */
  private static void anew(HttpServletRequest request, HttpServletResponse response) {
    response.reset();
    SecurityHeaders.set(request, response);
  }
}
