package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.TextDownload;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.audit.CsvCell;
import io.evergrant.usecase.audit.ReadAudit;
import io.evergrant.usecase.audit.SearchLog;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The log as CSV (RFC 4180), with the question of the page; written as it is read. */
@WebServlet("/audit.csv")
public class AuditCsv extends HttpServlet {
  private static final long serialVersionUID = 1L;

  static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "number",
              "time",
              "event",
              "actor",
              "grant",
              "account",
              "provider",
              "provider_name",
              "attempt",
              "outcome",
              "cause",
              "details")
          .get();

  @Inject private transient SignedInMember me;
  @Inject private transient Here here;
  @Inject private transient ReadAudit log;
  @Inject private transient SearchLog search;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var asked =
        AuditFilter.of(
            here::choice,
            (written, zone) -> search.read(me.member(), written, zone),
            ShownZone.of(request).id(),
            Integer.MAX_VALUE);
    if (!asked.isUnderstood()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    new TextDownload(request, response, "text/csv;charset=UTF-8", "audit.csv")
        .send(out -> write(out, asked));
  }

  private void write(Writer out, AuditFilter asked) throws IOException {
    var printer = new CSVPrinter(out, FORMAT);
    log.export(
        me.member(), asked.question(), asked.query().toString(), entry -> print(printer, entry));
  }

  private static void print(CSVPrinter printer, AuditEntry entry) {
    try {
      write(printer, entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(CSVPrinter printer, AuditEntry entry) throws IOException {
    var details =
        new TreeMap<>(entry.details())
            .entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining("; "));
    printer.printRecord(
        entry.number(),
        entry.at(),
        entry.type().code(),
        CsvCell.of(entry.actor()),
        CsvCell.of(entry.grant()),
        CsvCell.of(entry.account()),
        CsvCell.of(entry.provider()),
        CsvCell.of(entry.providerName()),
        CsvCell.of(entry.attempt()),
        CsvCell.of(entry.outcome()),
        CsvCell.of(entry.details().get("cause")),
        CsvCell.of(details));
  }
}
