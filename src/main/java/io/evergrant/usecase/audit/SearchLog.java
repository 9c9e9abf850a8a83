package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditMark;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditSearch;
import io.evergrant.usecase.port.AuditSearch.Stretch;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions to the log in time: what was found when the time is up, how far back that was,
 * and where to go on.
 */
@Singleton
public class SearchLog {
  /** Answers are counted up to here. */
  public static final int COUNTED = 10_000;

  /** What a page may take before it says that it is searching on. */
  public static final Duration AT_ONCE = Duration.ofMillis(120);

  /** What whoever asked to search on is willing to wait. */
  public static final Duration PATIENTLY = Duration.ofSeconds(2);

  private final AuditSearch log;
  private final Providers providers;
  private final Ticker ticker;

  @Inject
  public SearchLog(AuditSearch log, Providers providers, Ticker ticker) {
    this.log = log;
    this.providers = providers;
    this.ticker = ticker;
  }

  /**
   * Understands a question as it was written, or says what of it was not.
   *
   * @param zone for times without an offset
   */
  @Transactional
  public Reading read(Member by, String written, ZoneId zone) {
    return QuestionText.read(written, named(providers.list(by.reads())), zone);
  }

  @Transactional
  public Reading read(ApiKey by, String written, ZoneId zone) {
    var all = providers.list(by.in(ApiScope.AUDIT));
    return QuestionText.read(
        written, named(all.stream().filter(one -> by.reaches(one.id())).toList()), zone);
  }

  private static Map<String, ProviderId> named(List<Provider> providers) {
    var named = new LinkedHashMap<String, ProviderId>();
    providers.forEach(provider -> named.put(provider.name(), provider.id()));
    return named;
  }

  /** Answers on one page, newest first. */
  @Transactional
  public Page search(Member by, AuditQuestion question, int size, Duration within) {
    return page(by.reads(), question, size, within);
  }

  /** A key for one provider reads what happened at that one; the rest of the log is not for it. */
  @Transactional
  public Page search(ApiKey by, AuditQuestion question, int size, Duration within) {
    var tenant = by.in(ApiScope.AUDIT);
    var asked = question.provider();
    if (asked != null && !by.reaches(asked)) {
      return new Page(List.of(), null, null);
    }
    return page(tenant, question.at(asked == null ? by.provider() : asked), size, within);
  }

  private Page page(TenantId tenant, AuditQuestion question, int size, Duration within) {
    // one more than is shown tells whether there are more
    var search =
        new Search<>(question, size + 1, (asked, events) -> log.look(tenant, asked, events));
    search.run(within);
    var found = search.found;
    if (found.size() > size) {
      var shown = List.copyOf(found.subList(0, size));
      return new Page(shown, shown.getLast().number(), null);
    }
    return new Page(List.copyOf(found), search.before, search.at);
  }

  /** How many answers there are, and when they were: the newest so many. */
  @Transactional
  public Tally tally(Member by, AuditQuestion question, Duration within) {
    var tenant = by.reads();
    var search =
        new Search<>(question, COUNTED + 1, (asked, events) -> log.mark(tenant, asked, events));
    search.run(within);
    var more = search.found.size() > COUNTED;
    var marks = more ? search.found.subList(0, COUNTED) : search.found;
    return new Tally(List.copyOf(marks), more, more ? null : search.at);
  }

  /**
   * Answers.
   *
   * @param next where to go on: events with smaller numbers; null where there are none
   * @param searchedTo how far back, where time was up before the page was full
   */
  public record Page(List<AuditEntry> entries, @Nullable Long next, @Nullable Instant searchedTo) {}

  /**
   * What was counted.
   *
   * @param marks newest first
   * @param more whether there are more than are counted
   * @param searchedTo how far back, where time was up before all was counted
   */
  public record Tally(List<AuditMark> marks, boolean more, @Nullable Instant searchedTo) {}

  /** One stretch of the log. */
  private interface Look<T> {
    Stretch<T> at(AuditQuestion question, int events);
  }

  /** Stretch by stretch, each as long as the one before was quick. */
  private final class Search<T> {
    private static final int FIRST = 1_000;
    private static final int MOST = 50_000;

    private final List<T> found = new ArrayList<>();
    private final AuditQuestion question;
    private final int wanted;
    private final Look<T> look;
    private @Nullable Long before;
    private @Nullable Instant at;

    Search(AuditQuestion question, int wanted, Look<T> look) {
      this.question = question;
      this.wanted = wanted;
      this.look = look;
      this.before = question.before();
    }

    void run(Duration within) {
      var began = ticker.nanos();
      var events = FIRST;
      for (var spent = 0L; ; ) {
        var stretch = look.at(question.page(before, wanted - found.size()), events);
        found.addAll(stretch.found());
        before = stretch.lowest();
        at = stretch.at();
        var now = ticker.nanos() - began;
        if (before == null || found.size() == wanted || now >= within.toNanos()) {
          return;
        }
        events = next(events, now - spent, within.toNanos() - now);
        spent = now;
      }
    }

    /** So many as fit into half of the time that is left, at the pace of those before. */
    private int next(int events, long took, long left) {
      var fit = (long) ((double) events * left / 2 / Math.max(took, 1));
      return (int) Math.clamp(fit, FIRST, Math.min(MOST, events * 4L));
    }
  }
}
