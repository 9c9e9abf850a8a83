package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two admins have the same form open: the second is told, and undoes nothing unseen. */
class TwoAdminsIT {
  private static final String TOLD = "Somebody else changed this a moment ago.";

  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 2);
  private final Visitor one = Visitor.signedIn(stack.base(), tenant.admins().get(0));
  private final Visitor other = Visitor.signedIn(stack.base(), tenant.admins().get(1));

  @Test
  void what_the_organisation_allows_is_not_allowed_again_by_an_old_form() {
    var on = one.press(one.get("/settings"), "allow", Map.of("sealed_hand_over", "on"));
    assertThat(on.text()).contains("Saved");
    var old = other.get("/settings");
    assertThat(old.document().select("#sealed_hand_over[checked]")).hasSize(1);
    var back = one.get("/settings");
    back.document().select("#sealed_hand_over").removeAttr("checked");
    assertThat(one.press(back, "allow", Map.of()).text()).contains("Saved");

    var late = other.press(old, "allow", Map.of("sealed_import", "on"));
    assertThat(late.text()).contains(TOLD);
    var now = one.get("/settings").document();
    assertThat(now.select("#sealed_hand_over[checked], #sealed_import[checked]")).isEmpty();

    var again = other.press(late, "allow", Map.of("sealed_import", "on"));
    assertThat(again.text()).contains("Saved");
    assertThat(again.document().select("#sealed_import[checked]")).hasSize(1);
    assertThat(again.document().select("#sealed_hand_over[checked]")).isEmpty();
  }

  @Test
  void how_it_shows_itself_to_customers_is_not_taken_back_by_an_old_form() {
    var old = other.get("/settings");
    var mine = Map.of("colour", "#123456", "addresses", "https://a.example/\nhttps://b.example/");
    assertThat(one.press(one.get("/settings"), "save", mine).text()).contains("Saved");

    var late = other.press(old, "save", Map.of("colour", "#abcdef"));
    assertThat(late.text()).contains(TOLD);
    var now = one.get("/settings").document();
    assertThat(now.select("#colour").attr("value")).isEqualTo("#123456");
    assertThat(now.select("#addresses").text()).contains("a.example", "b.example");

    assertThat(other.press(late, "save", Map.of("colour", "#abcdef")).text()).contains("Saved");
    assertThat(one.get("/settings").document().select("#colour").attr("value"))
        .isEqualTo("#abcdef");
  }

  @Test
  void hosts_to_which_calls_may_go_are_not_taken_back_by_an_old_form() {
    var path = "/providers/" + one.registerDemo("Two admins", stack.provider(), "strict");
    var old = other.get(path);
    var mine = one.press(one.get(path), "save-hosts", Map.of("apiHosts", "https://a.example\n"));
    assertThat(mine.text()).contains("The hosts of the API are saved.");
    assertThat(mine.path()).isEqualTo(path);

    var typed = "https://b.example\n\nhttps://c.example/v1\nhttp://d.example";
    var late = other.press(old, "save-hosts", Map.of("apiHosts", typed));
    assertThat(late.text()).contains("Write one address a line").contains("Not so: line 3, 4.");
    assertThat(late.document().select("#apiHosts").text()).contains("https://c.example/v1");
    assertThat(late.document().select("#apiHosts").attr("aria-invalid")).isEqualTo("true");

    var stale = other.press(late, "save-hosts", Map.of("apiHosts", "https://b.example"));
    assertThat(stale.text())
        .contains("Somebody else changed the hosts")
        .contains("Registered now: https://a.example.");
    assertThat(stale.document().select("#apiHosts").text()).isEqualTo("https://b.example");
    assertThat(one.get(path).document().select("#apiHosts").text()).isEqualTo("https://a.example");

    assertThat(other.press(stale, "save-hosts", Map.of()).text()).contains("are saved");
    assertThat(one.get(path).document().select("#apiHosts").text()).isEqualTo("https://b.example");
    assertThat(one.get("/audit").text())
        .contains("Hosts of the provider’s API changed")
        .contains("https://b.example");
  }

  @Test
  void a_provider_is_not_overwritten_by_an_old_form_and_the_second_saves_knowingly() {
    var path = "/providers/" + one.registerDemo("Edited twice", stack.provider(), "strict");
    var old = other.get(path + "/edit");
    var mine = Map.of("scope", "openid", "reuse", "NOTHING", "idleLimit", "90d");
    assertThat(one.press(one.get(path + "/edit"), "save", mine).text()).contains("Saved");

    var theirs = Map.of("scope", "openid email", "idleLimit", "90d", "tokenParameters", "a=<b>");
    var late = other.press(old, "save", theirs);
    assertThat(late.text()).contains("so nothing was saved");
    assertThat(late.document().select("#changed-by").text())
        .startsWith(tenant.admins().get(0).email());
    assertThat(late.document().select("#changed-meanwhile li").eachText())
        .containsExactly(
            "Scopes: now «openid», was «openid profile email offline_access» when you opened the"
                + " form",
            "A spent refresh token that is sent again: now «does no harm», was «ends this grant»"
                + " when you opened the form",
            "Life of an unused refresh token: now «90d», as you have it too; was empty when you"
                + " opened the form");
    assertThat(late.document().select("#scope").attr("value")).isEqualTo("openid email");
    assertThat(late.document().select("#tokenParameters").text()).isEqualTo("a=<b>");
    assertThat(one.get(path).text()).doesNotContain("openid email");

    var invalid = other.press(late, "save", Map.of("tokenEndpoint", "nowhere"));
    assertThat(invalid.text()).contains("Correct the marked fields");
    assertThat(invalid.document().select("#changed-meanwhile")).isEmpty();
    assertThat(other.press(invalid, "save", endpoint(one.get(path + "/edit"))).text())
        .contains("Saved");
    assertThat(one.get(path).text()).contains("openid email");
  }

  private static Map<String, String> endpoint(Visitor.Page form) {
    return Map.of("tokenEndpoint", form.document().select("#tokenEndpoint").attr("value"));
  }

  @Test
  void a_form_of_a_provider_that_was_paused_meanwhile_says_that_no_field_differs() {
    var path = "/providers/" + one.registerDemo("Paused meanwhile", stack.provider(), "strict");
    var old = other.get(path + "/edit");
    assertThat(one.press(one.get(path), "pause", Map.of()).text()).contains("Paused");

    var late = other.press(old, "save", Map.of("name", "Renamed meanwhile"));
    assertThat(late.text()).contains("No field of this form differs");
    assertThat(late.document().select("#changed-by").text()).contains("Provider paused");
    old.document().select("input[name=opened]").attr("value", "name=%zz");
    var forged = other.press(old, "save", Map.of("name", "Renamed <b>"));
    assertThat(forged.document().select("#changed-meanwhile li").eachText())
        .containsExactly("Name: now «Paused meanwhile»");
    old.document().select("input[name=opened]").remove();
    assertThat(other.press(old, "save", Map.of("clientId", "typed")).text())
        .contains("Client id: now «demo»");
    assertThat(other.press(late, "save", Map.of()).text()).contains("Saved", "Paused");
    assertThat(one.get(path).document().select("h1").text()).startsWith("Renamed meanwhile");
  }

  @Test
  void a_role_is_not_taken_back_by_an_old_form_and_a_removed_member_is_out() {
    var auditor = invited("auditor@" + tenant.id() + ".example");
    var path = "/members/" + auditor;
    var old = other.get(path);
    var changed = one.press(one.get(path), "change-role", Map.of("role", "ADMIN"));
    assertThat(changed.text()).contains("Changed. It counts from now on.");

    var late = other.press(old, "change-role", Map.of("role", "AUDITOR"));
    assertThat(late.text())
        .contains("somebody else changed this member", "The role is «admin» now");
    assertThat(late.document().select("#role option[selected]").attr("value")).isEqualTo("ADMIN");
    assertThat(other.press(old, "remove", Map.of()).text()).contains("somebody else changed");
    assertThat(one.get(path).status()).isEqualTo(200);

    assertThat(other.press(late, "remove", Map.of()).text()).contains("Removed.");
    assertThat(one.get(path).status()).isEqualTo(404);
    assertThat(one.press(changed, "change-role", Map.of("role", "AUDITOR")).text())
        .contains("this member was removed meanwhile");
  }

  private String invited(String email) {
    var made = one.press(one.get("/members/new"), "invite", Map.of("email", email));
    assertThat(made.document().select("#one-time-link").text()).contains("/activate/");
    var again = one.press(one.get("/members/new"), "invite", Map.of("email", email));
    assertThat(again.document().select("#email-problem").text()).contains("an account has it");
    var onwards = made.document().select("main a.btn.main").attr("href");
    return onwards.substring(onwards.lastIndexOf('/') + 1);
  }

  @Test
  void a_webhook_is_not_overwritten_by_an_old_form_and_the_second_saves_knowingly() {
    var typed = Map.of("name", "Ours", "url", "https://a.example/in", "event-refresh-all", "on");
    one.press(one.get("/webhooks/new"), "create", typed);
    var path = one.get("/webhooks").document().select("main a[href~=/webhooks/[0-9a-f-]{36}$]");
    var edit = path.attr("href") + "/edit";
    var old = other.get(edit);
    assertThat(one.press(one.get(edit), "save", Map.of("url", "https://b.example/in")).text())
        .contains("The webhook was changed.");

    var late = other.press(old, "save", Map.of("name", "Theirs"));
    assertThat(late.text()).contains("so nothing was saved");
    assertThat(late.document().select("#changed-by").text())
        .startsWith(tenant.admins().get(0).email());
    assertThat(late.document().select("#changed-meanwhile li").eachText())
        .containsExactly(
            "Address: now «https://b.example/in», was «https://a.example/in» when you opened the"
                + " form");
    assertThat(late.document().select("#name").attr("value")).isEqualTo("Theirs");
    assertThat(late.document().select("#event-refresh-all[checked]")).hasSize(1);
    assertThat(one.get(edit).document().select("#name").attr("value")).isEqualTo("Ours");

    assertThat(other.press(late, "save", Map.of()).text())
        .contains("The webhook was changed.", "Theirs");
    assertThat(one.get(edit).document().select("#url").attr("value"))
        .isEqualTo("https://a.example/in");
  }
}
