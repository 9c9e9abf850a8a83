package io.evergrant.portal.notice;

import io.evergrant.domain.notice.Topic;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.notice.ChooseNotices;
import io.evergrant.usecase.notice.ReadNotices;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a member wants to be told by mail. */
@Named("noticeWishPage")
@RequestScoped
public class NoticeWishPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ChooseNotices choose;
  @Inject private ReadNotices notices;

  private Set<Topic> mine = Set.of();

  @PostConstruct
  void load() {
    mine = choose.mine(me.member());
  }

  public List<Topic> getTopics() {
    return List.of(Topic.values());
  }

  public boolean isOn(Topic topic) {
    return mine.contains(topic);
  }

  public String getAddress() {
    return me.member().email();
  }

  public boolean isMailed() {
    return notices.isMailed();
  }

  /** A box that is not checked is not sent; none at all is no mail at all. */
  public void save() {
    var wanted = EnumSet.noneOf(Topic.class);
    Arrays.stream(Topic.values())
        .filter(topic -> !here.parameter(topic.code()).isEmpty())
        .forEach(wanted::add);
    choose.choose(me.member(), wanted);
    notes.sayNext(Tone.GOOD, text.of("settings.saved"));
    here.go("/notices/mine");
  }
}
