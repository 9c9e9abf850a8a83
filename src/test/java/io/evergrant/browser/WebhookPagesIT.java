package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Inbox;
import io.evergrant.testkit.Inbox.Reply;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin makes a webhook, sees an event refused, mends it and sends the event again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebhookPagesIT {
  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 1);
  private final Walker wes = new Walker(stack.base());
  private final Inbox inbox = new Inbox();
  private final AtomicReference<String> secret = new AtomicReference<>("");
  private final AtomicReference<String> webhook = new AtomicReference<>("");

  @AfterAll
  void close() {
    wes.assertNoComplaints();
    wes.close();
    inbox.close();
  }

  @Test
  @Order(1)
  void the_empty_list_leads_to_the_form_and_the_form_tells_what_is_wrong() {
    wes.signIn(tenant.admins().getFirst());
    wes.page.click("nav a[href='/webhooks']");
    assertThat(wes.page.textContent("main")).contains("No event is sent anywhere yet");
    wes.look("webhooks-empty");
    wes.page.click("main a.btn.main");
    wes.page.fill("#url", "http://crm.example/");
    wes.page.click("#create");
    assertThat(wes.page.textContent("#name-problem")).contains("This is needed");
    assertThat(wes.page.textContent("#url-problem")).contains("https");
    assertThat(wes.page.textContent("#events-problem")).contains("This is needed");
    wes.look("webhook-new-refused");
  }

  @Test
  @Order(2)
  void the_secret_is_shown_once_and_a_ping_is_signed_by_it() {
    wes.page.fill("#name", "crm <b>sync</b>");
    wes.page.fill("#url", inbox.url().toString());
    wes.page.check("#event-webhook-all");
    wes.page.click("#create");
    secret.set(wes.page.innerText("#webhook-secret"));
    assertThat(secret.get()).matches("whsec_[A-Za-z0-9+/]{43}=");
    wes.look("webhook-made");
    wes.page.click("main a.btn.main");
    webhook.set(wes.at());
    assertThat(webhook.get()).startsWith("/webhooks/");
    assertThat(wes.shows(secret.get())).isFalse();
    wes.page.click("#test");
    assertThat(wes.note()).contains("HTTP 204");
    assertThat(inbox.all()).anyMatch(one -> one.type().equals("ping"));
    assertThat(inbox.all()).allMatch(one -> one.isSignedBy(secret.get()));
  }

  @Test
  @Order(3)
  void a_refused_event_shows_its_attempts_and_is_sent_again() {
    inbox.answer(one -> new Reply(500, "not today"));
    wes.page.click("#test");
    assertThat(wes.note()).contains("HTTP 500");
    wes.awaitPage("an event is tried again", () -> wes.shows("Trying again"));
    wes.look("webhook");
    wes.page.locator("tr:has-text('Trying again') a").first().click();
    assertThat(wes.page.textContent("main")).contains("HTTP 500").contains("not today");
    wes.look("delivery");
    inbox.answer(one -> new Reply(204, ""));
    wes.page.click("#resend");
    assertThat(wes.note()).contains("sent at once");
    wes.awaitPage("it is delivered", () -> wes.shows("Delivered"));
    assertThat(inbox.taken()).allMatch(one -> one.isSignedBy(secret.get()));
  }

  @Test
  @Order(4)
  void a_receiver_that_is_gone_is_told_with_what_to_do() {
    inbox.answer(one -> new Reply(410, ""));
    wes.go(webhook.get());
    wes.page.click("#disable");
    wes.page.click("#enable");
    wes.awaitPage("it is disabled", () -> wes.page.locator("#mend").count() > 0);
    assertThat(wes.page.textContent("#mend")).contains("410").contains("Enable");
    wes.look("webhook-gone");
    wes.go("/");
    assertThat(wes.note()).contains("crm <b>sync</b>").contains("410");
    wes.go(webhook.get());
    inbox.answer(one -> new Reply(204, ""));
    wes.page.click("#enable");
    assertThat(wes.page.textContent("h1")).contains("Sending");
    wes.page.click("main .head a.btn");
    wes.page.check("#event-grant-all");
    wes.page.click("details:has(#event-notice-opened) summary");
    wes.page.check("#event-notice-opened");
    wes.page.check("#event-notice-over");
    wes.look("webhook-notices");
    wes.page.click("#save");
    assertThat(wes.page.textContent("main"))
        .contains("grant.*")
        .contains("webhook.*")
        .contains("notice.opened", "notice.over");
    wes.page.click("#rotate");
    assertThat(wes.page.innerText("#webhook-secret")).isNotEqualTo(secret.get());
    wes.go("/webhooks");
    wes.look("webhooks");
    wes.go(webhook.get());
    wes.page.click("#delete");
    assertThat(wes.note()).contains("deleted");
  }
}
