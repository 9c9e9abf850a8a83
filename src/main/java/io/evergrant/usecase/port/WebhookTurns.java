package io.evergrant.usecase.port;

import io.evergrant.usecase.port.Deliveries.Turn;
import java.time.Duration;
import java.util.List;

/** To which webhooks something is to be sent. Crosses tenants. */
public interface WebhookTurns {
  /** Claims some; nobody else sends to them while the lease lasts. */
  List<Turn> claim(String node, int limit, Duration lease);
}
