package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.Webhook;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.webhook.ManageWebhooks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** All webhooks of the organisation. */
@Named("webhooksPage")
@RequestScoped
public class WebhooksPage {
  @Inject private SignedInMember me;
  @Inject private ManageWebhooks webhooks;

  private List<Webhook> rows = List.of();

  @PostConstruct
  void load() {
    rows = webhooks.list(me.member());
  }

  public List<Webhook> getRows() {
    return rows;
  }
}
