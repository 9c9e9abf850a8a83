package io.evergrant.usecase.notice;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.NoticeWishes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A member says what to be told; an admin, who is told beside the members. */
@Singleton
public class ChooseNotices {
  private static final int MOST_ADDRESSES = 20;

  private final NoticeWishes wishes;
  private final AuditLog audit;

  @Inject
  public ChooseNotices(NoticeWishes wishes, AuditLog audit) {
    this.wishes = wishes;
    this.audit = audit;
  }

  /** What the member is told: what was chosen, else what the role is told. */
  @Transactional
  public Set<Topic> mine(Member by) {
    return Objects.requireNonNullElseGet(
        wishes.all(by.reads()).get(by.id()), () -> Topic.usual(by.role()));
  }

  /**
   * What a member of the own tenant is told, for a back end that has found the member.
   *
   * @return empty where the member has not chosen, and is told what the role is told
   */
  @Transactional
  public Optional<Set<Topic>> chosen(Steward by, MemberId member) {
    return Optional.ofNullable(wishes.all(by.wholeTenant()).get(member));
  }

  /** An auditor's too: it changes nothing but the own mails. */
  @Transactional
  public void choose(Member by, Set<Topic> topics) {
    var tenant = by.reads();
    var chosen = EnumSet.noneOf(Topic.class);
    chosen.addAll(topics);
    if (chosen.equals(wishes.all(tenant).get(by.id()))) {
      return;
    }
    wishes.save(tenant, by.id(), chosen);
    var told = chosen.stream().map(Topic::code).collect(Collectors.joining(" "));
    audit.append(
        AuditEvent.of(
            tenant, AuditEventType.NOTICE_WISH_CHANGED, by.asActor(), Map.of("topics", told)));
  }

  @Transactional
  public List<String> addresses(Member by) {
    return wishes.addresses(by.reads());
  }

  @Transactional
  public List<String> addresses(Steward by) {
    return wishes.addresses(by.wholeTenant());
  }

  /** As below. What is told is of the log, which the key has to be able to read. */
  @Transactional
  public Saved save(ApiKey by, List<String> seen, String addresses) {
    var steward = Steward.of(by);
    var unused = steward.wholeTenant();
    unused = by.in(ApiScope.AUDIT);
    return save(steward, seen, addresses);
  }

  /**
   * Saves them all, or none.
   *
   * @param seen what the form showed
   * @param addresses one a line
   */
  @Transactional
  public Saved save(Steward by, List<String> seen, String addresses) {
    var tenant = by.wholeTenant();
    var wanted =
        addresses.lines().map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
    for (var address : wanted) {
      if (!MailAddress.isAddress(address)) {
        return new Saved.NoAddress(address);
      }
    }
    if (wanted.size() > MOST_ADDRESSES) {
      return new Saved.TooMany(MOST_ADDRESSES);
    }
    if (!wishes.saveAddresses(tenant, seen, wanted)) {
      return new Saved.ChangedMeanwhile();
    }
    if (!wanted.equals(seen)) {
      audit.append(
          AuditEvent.of(
              tenant,
              AuditEventType.NOTICE_ADDRESSES_CHANGED,
              by.actor(),
              Map.of("addresses", String.join(" ", wanted))));
    }
    return new Saved.Done();
  }

  /** How the saving ended; only {@code Done} changed anything. */
  public sealed interface Saved {
    record Done() implements Saved {}

    /** What mail cannot be sent to. */
    record NoAddress(String line) implements Saved {}

    record TooMany(int most) implements Saved {}

    /** It is not any more what was seen. */
    record ChangedMeanwhile() implements Saved {}
  }
}
