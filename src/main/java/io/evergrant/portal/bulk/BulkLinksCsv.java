package io.evergrant.portal.bulk;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.TextDownload;
import io.evergrant.usecase.audit.CsvCell;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.connect.ManageLinks;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The consent links of an act, for the organisation's own channel. Whoever has one can consent:
 * they are for those alone who may make one.
 */
@WebServlet("/bulk-acts/*")
public class BulkLinksCsv extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 500;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader("account", "external_id", "provider", "grant", "url", "expires_at")
          .get();

  @Inject private transient SignedInMember me;
  @Inject private transient Here here;
  @Inject private transient ManageBulkActs acts;
  @Inject private transient ManageLinks links;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var id = here.id(BulkActId::new);
    if (!acts.beginLinks(Steward.of(me.member()), id)) {
      throw new NotFound();
    }
    new TextDownload(request, response, "text/csv;charset=UTF-8", "consent-links.csv")
        .send(out -> write(out, id));
  }

  private void write(Writer out, BulkActId id) throws IOException {
    var printer = new CSVPrinter(out, FORMAT);
    for (var after = 0; ; ) {
      var page = acts.lines(me.member(), id, after, PAGE);
      for (var line : page) {
        write(printer, line);
      }
      if (page.size() < PAGE) {
        return;
      }
      after = page.getLast().number();
    }
  }

  private void write(CSVPrinter printer, BulkLine line) throws IOException {
    var link = line.made().flatMap(made -> links.find(me.member(), made));
    if (link.isPresent()) {
      printer.printRecord(
          CsvCell.of(line.account()),
          CsvCell.of(line.externalId()),
          CsvCell.of(line.providerName()),
          line.grant(),
          links.address(link.get()).reveal(),
          link.get().endsAt());
    }
  }
}
