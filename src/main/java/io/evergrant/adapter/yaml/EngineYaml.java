package io.evergrant.adapter.yaml;

import io.evergrant.usecase.port.YamlText;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** By SnakeYAML Engine. Its events are looked through first: they need no stack. */
@Singleton
public class EngineYaml implements YamlText {
  private static final int DEEPEST = 20;

  @Override
  public Read read(String text) {
    try {
      var refused = look(text);
      if (refused.isPresent()) {
        return refused.get();
      }
      return new Load(settings()).loadFromString(text) instanceof Map<?, ?> map
          ? new Read.Document(YamlTree.object(map))
          : new Read.Unreadable(0, Fault.NO_JSON_OBJECT);
    } catch (NotJson e) {
      return new Read.Unreadable(0, Fault.NO_JSON_OBJECT);
    } catch (MarkedYamlEngineException e) {
      return new Read.Unreadable(
          e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0), Fault.NO_YAML);
    } catch (YamlEngineException e) {
      return new Read.Unreadable(0, Fault.NO_YAML);
    }
  }

  private static Optional<Read> look(String text) {
    var depth = 0;
    var documents = 0;
    for (var event : new Parse(settings()).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case DocumentStart -> documents++;
        case Alias -> {
          return unreadable(event, Fault.ALIAS);
        }
        default -> {
          // a value, or the stream's ends
        }
      }
      if (depth > DEEPEST) {
        return unreadable(event, Fault.TOO_DEEP);
      }
      if (documents > 1) {
        return unreadable(event, Fault.NO_JSON_OBJECT);
      }
    }
    return Optional.empty();
  }

  private static Optional<Read> unreadable(Event event, Fault fault) {
    return Optional.of(
        new Read.Unreadable(event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0), fault));
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setLabel("body")
        .setAllowDuplicateKeys(false)
        .setMaxAliasesForCollections(0)
        .build();
  }

  @Override
  public String write(JsonObject document) {
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(Integer.MAX_VALUE)
            .build();
    return new Dump(settings).dumpToString(YamlTree.plain(document));
  }
}
