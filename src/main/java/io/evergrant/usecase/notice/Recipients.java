package io.evergrant.usecase.notice;

import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.port.NoticeMails.Fresh;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who is told what: each address once. */
record Recipients(List<Recipient> all) {
  /**
   * Members by what they chose, else by their role; added addresses everything. What is no address
   * is passed over.
   */
  static Recipients of(
      List<Member> members, Map<MemberId, Set<Topic>> wishes, List<String> addresses) {
    var found = new LinkedHashMap<String, Recipient>();
    for (var member : members) {
      var topics =
          Objects.requireNonNullElseGet(wishes.get(member.id()), () -> Topic.usual(member.role()));
      add(found, member.email(), member.id(), topics);
    }
    for (var address : addresses) {
      add(found, address, null, EnumSet.allOf(Topic.class));
    }
    return new Recipients(List.copyOf(found.values()));
  }

  private static void add(
      Map<String, Recipient> found, String address, @Nullable MemberId member, Set<Topic> topics) {
    if (MailAddress.isAddress(address)) {
      found.putIfAbsent(
          address.toLowerCase(Locale.ROOT),
          new Recipient(new MailAddress(address), member, topics));
    }
  }

  /** One for each who is told anything of it. */
  List<Fresh> mails(List<Notice> told) {
    var mails = new ArrayList<Fresh>();
    for (var recipient : all) {
      var places =
          IntStream.range(0, told.size())
              .filter(place -> recipient.wants(told.get(place)))
              .boxed()
              .toList();
      if (!places.isEmpty()) {
        mails.add(new Fresh(UUID.randomUUID(), recipient.address(), recipient.member(), places));
      }
    }
    return mails;
  }

  record Recipient(MailAddress address, @Nullable MemberId member, Set<Topic> topics) {
    boolean wants(Notice notice) {
      return Topic.wanted(topics, notice.kind(), notice.news());
    }
  }
}
