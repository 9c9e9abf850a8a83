package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.audit.ManageExports;
import io.evergrant.usecase.audit.ManageExports.Asked;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for exports of the log, and lists those that there are. */
@Named("exportsPage")
@RequestScoped
public class ExportsPage {
  private static final int MOST = 100;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageExports exports;
  @Inject private ShownZone zone;

  private final Map<String, String> problems = new HashMap<>();

  public void ask() {
    var range =
        new ExportRange(
            orZero(read("after", "export.problem.sequence", ExportsPage::sequence)),
            read("before", "export.problem.sequence", ExportsPage::sequence),
            read("from", "export.problem.time", this::time),
            read("until", "export.problem.time", this::time));
    var format = ExportFormat.of(getFormat()).orElse(ExportFormat.JSONL);
    if (!problems.isEmpty()) {
      notes.say(Tone.BAD, text.of("export.invalid"));
      return;
    }
    switch (exports.ask(me.member(), format, range)) {
      case Asked.Done done -> here.go("/audit/exports/" + done.export().id());
      case Asked.NoRange none -> {
        problems.put(range.before() == null ? "until" : "before", text.of("export.problem.range"));
        notes.say(Tone.BAD, text.of("export.invalid"));
      }
      case Asked.TooMany many ->
          notes.say(Tone.WARN, text.of("export.many", Integer.toString(many.underWay())));
    }
  }

  private <T> @Nullable T read(String name, String problem, Function<String, T> type) {
    var asked = here.parameter(name);
    try {
      return asked.isEmpty() ? null : type.apply(asked);
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.put(name, text.of(problem));
      return null;
    }
  }

  private Instant time(String asked) {
    return AuditTime.parse(asked, zone.id());
  }

  private static Long sequence(String asked) {
    if (!asked.matches("\\d{1,15}")) {
      throw new IllegalArgumentException("no sequence");
    }
    return Long.valueOf(asked);
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  public List<AuditExport> getRows() {
    return exports.list(me.member(), null, MOST);
  }

  public List<ExportFormat> getFormats() {
    return List.of(ExportFormat.values());
  }

  public String getFormat() {
    return here.parameter("format");
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  /** Colour and picture of the state. */
  public String tone(AuditExport export) {
    return switch (export.state()) {
      case READY -> "good";
      case WAITING, RUNNING -> "wait";
      case FAILED -> "bad";
      case ENDED -> "idle";
    };
  }
}
