package io.evergrant.portal.importing;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.importing.RowProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What became of each row. It stays readable until the session ends. */
@Named("importReportPage")
@RequestScoped
public class ReportPage {
  @Inject private Here here;
  @Inject private Sentences text;

  public void load() {
    report();
  }

  public String getTitle() {
    return text.of("import.report." + report().code() + ".title");
  }

  public String getWhat() {
    return text.of("import.report." + report().code() + ".what");
  }

  /** Row and place where reading stopped; empty where it did not. */
  public String getPlace() {
    var fault = report().fault();
    if (fault == null) {
      return "";
    }
    if (fault.row() != null) {
      return text.of("import.place.row", fault.row());
    }
    var line = fault.line();
    var column = fault.column();
    return line == null || column == null ? "" : text.of("import.place.line", line, column);
  }

  /** Whether rows were read at all. */
  public boolean isRead() {
    return getTaken() + report().refused() > 0;
  }

  public boolean isGood() {
    return report().code().equals("all");
  }

  public long getTaken() {
    return report().imported() + report().replaced() + report().unchanged();
  }

  public long getImported() {
    return report().imported();
  }

  public long getReplaced() {
    return report().replaced();
  }

  public long getUnchanged() {
    return report().unchanged();
  }

  public long getRefused() {
    return report().refused();
  }

  public List<RowProblem> getProblems() {
    return report().problems();
  }

  /** How many of the refused rows are not told. */
  public long getFurther() {
    return report().refused() - report().problems().size();
  }

  public String why(RowProblem problem) {
    var other = problem.other();
    var sentence = text.of("import.fault." + problem.fault().code());
    return other == null ? sentence : sentence + " " + text.of("import.other_row", other);
  }

  private Report report() {
    return Report.kept(here.request()).orElseThrow(NotFound::new);
  }
}
