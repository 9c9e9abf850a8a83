package io.evergrant.portal.connect;

import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.port.ConsentLinks.After;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** All consent links of the organisation, newest first, a page at a time. */
@Named("linksPage")
@RequestScoped
public class LinksPage {
  private static final int PAGE = 50;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ManageLinks links;
  @Inject private LinkViews views;

  private List<LinkView> rows = List.of();
  private String next = "";

  @PostConstruct
  void load() {
    var found = links.list(me.member(), after(), PAGE + 1);
    var shown = found.size() > PAGE ? found.subList(0, PAGE) : found;
    rows = shown.stream().map(views::of).toList();
    next = found.size() > PAGE ? shown.getLast().id().toString() : "";
  }

  /** The last link of the page before; null for the first page. */
  private @org.jspecify.annotations.Nullable After after() {
    var asked = here.parameter("after");
    if (asked.isEmpty()) {
      return null;
    }
    try {
      var id = new ConsentLinkId(java.util.UUID.fromString(asked));
      return links
          .find(me.member(), id)
          .map(link -> new After(link.createdAt(), id))
          .orElseThrow(NotFound::new);
    } catch (IllegalArgumentException e) {
      throw new NotFound(e);
    }
  }

  public List<LinkView> getRows() {
    return rows;
  }

  /** For the address of the next page; empty on the last one. */
  public String getNext() {
    return next;
  }

  public boolean isFirst() {
    return here.parameter("after").isEmpty();
  }
}
