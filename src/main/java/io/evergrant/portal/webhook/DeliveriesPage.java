package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.webhook.ReadDeliveries;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent to a webhook, or is to be, newest first. */
@Named("deliveriesPage")
@RequestScoped
public class DeliveriesPage {
  private static final int SIZE = 25;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Words words;
  @Inject private ReadDeliveries deliveries;

  private List<Delivery> rows = List.of();
  private @Nullable Long next;

  @PostConstruct
  void load() {
    var found = deliveries.list(me.member(), here.id(WebhookId::new), chosen(), before(), SIZE + 1);
    rows = found.subList(0, Math.min(SIZE, found.size()));
    next = found.size() > SIZE ? rows.getLast().number() : null;
  }

  private @Nullable DeliveryState chosen() {
    return Arrays.stream(DeliveryState.values())
        .filter(state -> words.code(state).equals(getState()))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Long before() {
    var asked = here.parameter("before");
    return asked.matches("\\d{1,18}") ? Long.valueOf(asked) : null;
  }

  public List<Delivery> getRows() {
    return rows;
  }

  /** Empty for all. */
  public String getState() {
    return here.choice("state");
  }

  public List<DeliveryState> getStates() {
    return List.of(DeliveryState.values());
  }

  public boolean isFirst() {
    return before() == null;
  }

  public String getFirstPage() {
    return page(null);
  }

  /** Empty where there is none. */
  public String getNextPage() {
    return next == null ? "" : page(next);
  }

  private String page(@Nullable Long number) {
    return "/webhooks/"
        + here.variable()
        + new Query().with("state", getState()).with("before", number);
  }

  /** As an address has it, without separators. */
  public String address(Delivery delivery) {
    return "/webhooks/" + here.variable() + "/delivery?event=" + delivery.number();
  }
}
