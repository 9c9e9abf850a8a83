package io.evergrant.portal.audit;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.TextDownload;
import io.evergrant.usecase.audit.ExportLog;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** The whole log, to be verified offline; written as it is read. */
@WebServlet("/audit.jsonl")
public class AuditJsonl extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SignedInMember me;
  @Inject private transient ExportLog log;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var export = log.begin(me.member(), 0, null);
    new TextDownload(request, response, "application/jsonl", "audit.jsonl")
        .send(out -> log.run(export, line -> write(out, line)));
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
