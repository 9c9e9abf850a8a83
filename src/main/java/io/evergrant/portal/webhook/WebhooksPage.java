package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.DisabledWhy;
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

  /** Those that the portal disabled: nobody may have looked at them since. */
  public List<Webhook> getStopped() {
    return rows.stream().filter(row -> !row.isEnabled() && !isByPerson(row)).toList();
  }

  private static boolean isByPerson(Webhook webhook) {
    return webhook.disabledWhy() == DisabledWhy.PERSON;
  }
}
