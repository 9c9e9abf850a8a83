package io.evergrant.usecase.webhook;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.EventMessage;
import io.evergrant.usecase.port.Deliveries.Going;
import io.evergrant.usecase.port.Deliveries.Parcel;
import io.evergrant.usecase.port.Deliveries.Turn;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.WebhookSecrets;
import io.evergrant.usecase.port.WebhookSender;
import io.evergrant.usecase.port.WebhookSender.Message;
import io.evergrant.usecase.webhook.RecordDeliveries.Batch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * One node's turn at one webhook: some events at a time, each of another lane. An event's ending is
 * written when its answer is there, and only then comes the next one of its lane.
 */
@Singleton
public class SendTurn {
  private static final Logger LOG = System.getLogger(SendTurn.class.getName());

  /** Requests at once to one webhook. */
  private static final int TOGETHER = 10;

  /** Then others have their turn. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

  private final RecordDeliveries record;
  private final WebhookSecrets secrets;
  private final WebhookSender sender;
  private final Ticker ticker;

  @Inject
  public SendTurn(
      RecordDeliveries record, WebhookSecrets secrets, WebhookSender sender, Ticker ticker) {
    this.record = record;
    this.secrets = secrets;
    this.sender = sender;
    this.ticker = ticker;
  }

  /** Sends what is due until nothing is, or the turn is over. Never throws. */
  void run(Turn turn, Executor threads) {
    var rest = Duration.ZERO;
    try {
      var began = ticker.nanos();
      var goesOn = true;
      while (goesOn && ticker.nanos() - began < LONGEST.toNanos()) {
        goesOn = record.next(turn, TOGETHER).map(batch -> send(turn, batch, threads)).orElse(false);
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "webhook {0} waits for a store: {1}", turn.webhook(), e.getMessage());
      rest = AFTER_A_FAULT;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a turn of webhook " + turn.webhook() + " broke off", e);
      rest = AFTER_A_FAULT;
    }
    release(turn, rest);
  }

  private void release(Turn turn, Duration rest) {
    try {
      record.release(turn, rest);
    } catch (RuntimeException e) {
      LOG.log(Level.INFO, "webhook {0} waits for its lease to end: {1}", turn.webhook(), e);
    }
  }

  /**
   * Answers whether the turn goes on. All have ended when it does: none is under way afterwards.
   */
  private boolean send(Turn turn, Batch batch, Executor threads) {
    if (batch.parcels().isEmpty()) {
      return batch.more();
    }
    var going = batch.going();
    var signing =
        SigningSecrets.pick(secrets.get(turn.tenant(), turn.webhook()), going.generations());
    var sent =
        batch.parcels().stream()
            .map(
                parcel ->
                    CompletableFuture.supplyAsync(
                        () -> send(turn, going, parcel, signing), threads))
            .toList();
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException why ? why : e;
    }
    return sent.stream().allMatch(CompletableFuture::join);
  }

  private boolean send(Turn turn, Going going, Parcel parcel, List<WebhookSecret> signing) {
    var entry = parcel.entry();
    if (entry == null) {
      record.gone(turn, parcel);
      return true;
    }
    var id = Delivery.messageId(turn.webhook(), parcel.number());
    var message = new Message(going.url(), id, going.now(), EventMessage.of(entry));
    return record.answered(turn, parcel, sender.send(message, signing));
  }
}
