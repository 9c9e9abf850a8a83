package io.evergrant.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page says at its top: what just happened, also after a redirect. */
@Named("notes")
@RequestScoped
public class Notes {
  private static final String ATTRIBUTE = "evergrant.notes";

  @Inject private HttpServletRequest request;

  private final List<Note> now = new ArrayList<>();
  private @Nullable List<Note> kept;

  /** Shown by this response. */
  public void say(Tone tone, String sentence) {
    now.add(new Note(tone.name().toLowerCase(java.util.Locale.ROOT), sentence));
  }

  /** Shown once, by the next page of this session. */
  public void sayNext(Tone tone, String sentence) {
    var session = request.getSession();
    var waiting = new ArrayList<>(waiting(session));
    waiting.add(new Note(tone.name().toLowerCase(java.util.Locale.ROOT), sentence));
    session.setAttribute(ATTRIBUTE, List.copyOf(waiting));
  }

  public List<Note> getAll() {
    if (kept == null) {
      kept = take();
    }
    var all = new ArrayList<>(kept);
    all.addAll(now);
    return all;
  }

  private List<Note> take() {
    var session = request.getSession(false);
    if (session == null) {
      return List.of();
    }
    var waiting = waiting(session);
    session.removeAttribute(ATTRIBUTE);
    return waiting;
  }

  private static List<Note> waiting(HttpSession session) {
    return session.getAttribute(ATTRIBUTE) instanceof List<?> list
        ? list.stream().map(Note.class::cast).toList()
        : List.of();
  }

  /** How serious it is; its lower-case name is the style. */
  public enum Tone {
    GOOD,
    WARN,
    BAD
  }

  /** One sentence and its style. */
  public record Note(String tone, String sentence) {}
}
