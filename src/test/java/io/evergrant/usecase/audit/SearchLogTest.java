package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditMark;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditSearch;
import io.evergrant.usecase.port.Providers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A log of a hundred thousand events, of which few are answers, and a clock that they cost. */
class SearchLogTest {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final Member AUDITOR =
      new Member(new MemberId(UUID.randomUUID()), TENANT, "a@x.example", "A", Role.AUDITOR);
  private static final AuditQuestion ANY =
      new AuditQuestion(null, null, null, null, null, null, null, 0);
  private static final int EVENTS = 100_000;

  private final Log log = new Log();
  private final SearchLog search = new SearchLog(log, new NoProviders(), () -> log.nanos);

  @Test
  void a_page_that_is_full_is_whole_and_goes_on_behind_its_last_event() {
    log.every = 10;
    var page = search.search(AUDITOR, ANY, 50, SearchLog.AT_ONCE);
    assertThat(page.entries()).hasSize(50);
    assertThat(page.next()).isEqualTo(page.entries().getLast().number());
    assertThat(page.searchedTo()).isNull();
    var after = search.search(AUDITOR, ANY.page(page.next(), 0), 50, SearchLog.AT_ONCE);
    assertThat(after.entries().getFirst().number())
        .isEqualTo(page.entries().getLast().number() - 10);
  }

  @Test
  void when_time_is_up_it_says_how_far_back_it_searched_and_nothing_is_left_out() {
    log.every = 30_000;
    log.cost = Duration.ofNanos(10_000);
    var found = new ArrayList<Long>();
    Long before = null;
    var pages = 0;
    do {
      var began = log.nanos;
      var page = search.search(AUDITOR, ANY.page(before, 0), 50, SearchLog.AT_ONCE);
      assertThat(log.nanos - began)
          .as("not much longer than it may take")
          .isLessThan(SearchLog.AT_ONCE.toNanos() * 2);
      page.entries().forEach(entry -> found.add(entry.number()));
      before = page.next();
      assertThat(page.searchedTo() == null).isEqualTo(before == null);
      pages++;
    } while (before != null);
    assertThat(pages).isBetween(4, 20);
    assertThat(found).containsExactly(90_000L, 60_000L, 30_000L);
  }

  @Test
  void answers_are_counted_to_ten_thousand_and_no_further() {
    log.every = 9;
    assertThat(search.tally(AUDITOR, ANY, SearchLog.AT_ONCE).more()).isTrue();
    log.every = 10;
    var exact = search.tally(AUDITOR, ANY, SearchLog.AT_ONCE);
    assertThat(exact.more()).isFalse();
    assertThat(exact.marks()).hasSize(10_000);
    assertThat(exact.searchedTo()).isNull();
  }

  @Test
  void what_was_counted_in_part_at_once_is_counted_exactly_with_patience() {
    log.every = 1_000;
    log.cost = Duration.ofNanos(5_000);
    var atOnce = search.tally(AUDITOR, ANY, SearchLog.AT_ONCE);
    assertThat(atOnce.searchedTo()).isNotNull();
    assertThat(atOnce.marks()).hasSizeLessThan(100);
    var whole = search.tally(AUDITOR, ANY, SearchLog.PATIENTLY);
    assertThat(whole.searchedTo()).isNull();
    assertThat(whole.marks()).hasSize(100);
  }

  @Test
  void P14_a_key_for_one_provider_asks_about_that_one_whatever_it_asks() {
    var own = new ProviderId(UUID.randomUUID());
    var key = keyFor(own);
    search.search(key, ANY, 50, SearchLog.AT_ONCE);
    assertThat(log.asked).extracting(AuditQuestion::provider).containsOnly(own);
    log.asked.clear();
    var other = search.search(key, ANY.at(new ProviderId(UUID.randomUUID())), 50, Duration.ZERO);
    assertThat(other.entries()).isEmpty();
    assertThat(log.asked).isEmpty();
  }

  private static ApiKey keyFor(ProviderId provider) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        TENANT,
        "worker",
        Set.of(ApiScope.AUDIT),
        provider,
        List.of(),
        1,
        "eg_x",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  /** Every so many events is an answer. */
  private static final class Log implements AuditSearch {
    private final List<AuditQuestion> asked = new ArrayList<>();
    private int every = 1;
    private Duration cost = Duration.ZERO;
    private long nanos;

    @Override
    public Stretch<AuditEntry> look(TenantId tenant, AuditQuestion question, int events) {
      var stretch = numbers(question, events);
      return new Stretch<>(
          stretch.found().stream().map(Log::entry).toList(), stretch.lowest(), stretch.at());
    }

    @Override
    public Stretch<AuditMark> mark(TenantId tenant, AuditQuestion question, int events) {
      var stretch = numbers(question, events);
      return new Stretch<>(
          stretch.found().stream().map(number -> new AuditMark(time(number), null)).toList(),
          stretch.lowest(),
          stretch.at());
    }

    private Stretch<Long> numbers(AuditQuestion question, int events) {
      asked.add(question);
      var key = question.before();
      var before = key == null ? EVENTS + 1 : key.intValue();
      var lowest = Math.max(1, before - events);
      nanos += cost.toNanos() * (before - lowest);
      var found =
          IntStream.iterate(before - 1, number -> number >= lowest, number -> number - 1)
              .filter(number -> number % every == 0)
              .limit(question.limit())
              .mapToObj(Long::valueOf)
              .toList();
      return lowest == 1
          ? new Stretch<>(found, null, null)
          : new Stretch<>(found, (long) lowest, time(lowest));
    }

    private static Instant time(long number) {
      return Instant.EPOCH.plusSeconds(number);
    }

    private static AuditEntry entry(long number) {
      return new AuditEntry(
          number,
          time(number),
          AuditEventType.SIGNED_IN,
          "a",
          null,
          null,
          null,
          null,
          null,
          null,
          Map.of());
    }

    @Override
    public Optional<Place> place(TenantId tenant, long number) {
      return Optional.empty();
    }
  }

  /** Nobody asks for one here. */
  private static final class NoProviders implements Providers {
    @Override
    public Optional<Provider> find(TenantId tenant, ProviderId id) {
      return Optional.empty();
    }

    @Override
    public List<Provider> list(TenantId tenant) {
      return List.of();
    }

    @Override
    public boolean insert(Provider provider) {
      return false;
    }

    @Override
    public boolean update(Provider provider) {
      return false;
    }

    @Override
    public boolean setStatus(
        TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
      return false;
    }
  }
}
