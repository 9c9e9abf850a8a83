package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.EventGroup;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.webhook.WebhookDraft;
import io.evergrant.usecase.webhook.WebhookProblem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Name, address and events of a webhook, as they were typed, else as they are. */
@Named("webhookForm")
@RequestScoped
public class WebhookForm {
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private Words words;

  private final Map<String, String> problems = new HashMap<>();
  private @Nullable Webhook known;

  void knows(Webhook webhook) {
    known = webhook;
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
    if (isTyped()) {
      return here.parameter(field);
    }
    return switch (field) {
      case "name" -> known == null ? "" : known.name();
      case "url" -> known == null ? "" : known.url().toString();
      case "version" -> known == null ? "" : Long.toString(known.version());
      default -> "";
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
