package io.evergrant.portal.connect;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.frame.SignedInSession;
import io.evergrant.usecase.connect.BeginAuthorization;
import io.evergrant.usecase.connect.BeginAuthorization.WayOut;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows where the browser goes next. The way out is a plain link: browsers apply our form-action to
 * redirects after a form too, so a form that ends at a provider would go nowhere.
 */
@Named("wayOutPage")
@RequestScoped
public class WayOutPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private BeginAuthorization authorizations;

  private @Nullable WayOut way;

  public void load() {
    var request = here.<UUID>id(id -> id);
    var browser = SignedInSession.browser(here.request());
    way = authorizations.wayOut(me.member(), browser, request).orElse(null);
  }

  /** At the provider, or at our own door where the provider is told before. */
  public String getHref() {
    var out = Objects.requireNonNull(way);
    return out.isPushed()
        ? here.request().getContextPath() + "/authorize/" + out.id() + "/go"
        : out.request().uri().toString();
  }

  /** Null when the request was used or has ended. */
  public @Nullable WayOut getWay() {
    return way;
  }
}
