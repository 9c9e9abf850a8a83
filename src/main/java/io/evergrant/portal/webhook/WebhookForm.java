package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.EventGroup;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Opened;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.webhook.WebhookDraft;
import io.evergrant.usecase.webhook.WebhookProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Name, address and events of a webhook, as they were typed, else as they are. */
@Named("webhookForm")
@RequestScoped
public class WebhookForm {
  /** What the form showed when it was opened; it brings that back. */
  static final String OPENED = "opened";

  private static final String VERSION = "version";

  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private Words words;

  private final Map<String, String> problems = new HashMap<>();
  private @Nullable Webhook known;
  private boolean goesOn;

  void knows(Webhook webhook) {
    known = webhook;
  }

  /** By field, in the order of the page. */
  static Map<String, String> fields(Webhook webhook) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", webhook.name());
    fields.put("url", webhook.url().toString());
    fields.put("events", String.join(" ", webhook.events().all()));
    return fields;
  }

  /** What was typed stays; the next time the form is sent, it was opened at what is stored. */
  void goesOn() {
    goesOn = true;
  }

  WebhookDraft draft() {
    return new WebhookDraft(
        here.parameter("name"),
        here.parameter("url"),
        EventPatterns.known().stream().filter(this::isSent).toList());
  }

  private boolean isSent(String pattern) {
    return !here.parameter(field(pattern)).isEmpty();
  }

  void refuse(List<WebhookProblem> found) {
    found.forEach(
        problem ->
            problems.put(
                problem.field(),
                text.of("webhook.problem." + problem.why().name().toLowerCase(Locale.ROOT))));
    notes.say(Tone.BAD, text.of("webhook.invalid"));
  }

  public String value(String field) {
    var hidden = field.equals(OPENED) || field.equals(VERSION);
    if (isTyped() && !(goesOn && hidden)) {
      return here.parameter(field);
    }
    var webhook = known;
    if (webhook == null) {
      return "";
    }
    return switch (field) {
      case VERSION -> Long.toString(webhook.version());
      case OPENED -> new Opened(fields(webhook)).packed();
      default -> fields(webhook).getOrDefault(field, "");
    };
  }

  private boolean isTyped() {
    return here.request().getMethod().equals("POST");
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public Choice getEvery() {
    return choice(EventPatterns.EVERY, text.of("webhook.every"));
  }

  public List<Group> getGroups() {
    return Arrays.stream(EventGroup.values())
        .map(
            group ->
                new Group(
                    choice(group.pattern(), text.of("webhook.group." + group.code())),
                    group.types().stream()
                        .map(type -> choice(EventGroup.nameOf(type), words.event(type)))
                        .toList()))
        .toList();
  }

  private Choice choice(String pattern, String word) {
    var chosen =
        isTyped() ? isSent(pattern) : known != null && known.events().all().contains(pattern);
    return new Choice(pattern, field(pattern), word, chosen ? "checked" : null);
  }

  /** A name of a form field, and the id of its element. */
  private static String field(String pattern) {
    return "event-" + pattern.replace('.', '-').replace("*", "all");
  }

  /**
   * One box.
   *
   * @param checked «checked», or no attribute
   */
  public record Choice(String pattern, String field, String word, @Nullable String checked) {}

  /** A group, and its types one by one. */
  public record Group(Choice all, List<Choice> types) {
    /** Whether what was chosen would else lie out of sight: «open», or no attribute. */
    public @Nullable String open() {
      return types.stream().anyMatch(type -> type.checked() != null) ? "open" : null;
    }
  }
}
