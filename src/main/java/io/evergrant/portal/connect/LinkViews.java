package io.evergrant.portal.connect;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.overview.ReadGrants;
import io.evergrant.usecase.provider.ReadProviders;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes links showable, with the names of what they are for. */
@RequestScoped
public class LinkViews {
  @Inject private SignedInMember me;
  @Inject private ReadProviders providers;
  @Inject private ReadGrants grants;
  @Inject private InstantSource clock;

  private @Nullable Map<String, String> names;

  LinkView of(ConsentLink link) {
    var provider = names().getOrDefault(link.provider().toString(), "");
    return LinkView.of(link, clock.instant(), provider, who(link));
  }

  private String who(ConsentLink link) {
    var grant = link.usedFor() == null ? link.grant() : link.usedFor();
    var own = Objects.requireNonNullElse(link.externalId(), "");
    return grant == null ? own : account(grant, own);
  }

  private String account(GrantId grant, String otherwise) {
    return grants.find(me.member(), grant).map(found -> found.grant().account()).orElse(otherwise);
  }

  private Map<String, String> names() {
    if (names == null) {
      var found = new HashMap<String, String>();
      providers
          .list(me.member())
          .forEach(row -> found.put(row.provider().id().toString(), row.provider().name()));
      names = found;
    }
    return names;
  }
}
