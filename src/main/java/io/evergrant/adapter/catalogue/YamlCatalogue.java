package io.evergrant.adapter.catalogue;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.usecase.port.Catalogue;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads all entries once; a file that cannot be read stops the start. */
@Singleton
public class YamlCatalogue implements Catalogue {
  private static final String FOLDER = "/catalogue/";

  /** A packed application cannot list a folder, so the files stand in a list. */
  private static final String LIST = "index.txt";

  private final List<Entry> entries;

  public YamlCatalogue() {
    var read = new ArrayList<Entry>();
    for (var id : text(LIST).lines().filter(line -> !line.isBlank()).toList()) {
      read.add(entry(new EntryId(id)));
    }
    read.sort(
        Comparator.comparing(Entry::group)
            .thenComparing(entry -> entry.name().toLowerCase(Locale.ROOT)));
    entries = List.copyOf(read);
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<Entry> find(EntryId id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  private static Entry entry(EntryId id) {
    var file = id + ".yaml";
    try {
      return EntryReader.read(id, new Load(settings(file)).loadFromString(text(file)));
    } catch (RuntimeException e) {
      throw new IllegalStateException("The catalogue's file " + file + " cannot be read", e);
    }
  }

  /** Plain values alone: no types of ours or anybody's are made from a tag. */
  private static LoadSettings settings(String file) {
    return LoadSettings.builder()
        .setLabel(file)
        .setAllowDuplicateKeys(false)
        .setMaxAliasesForCollections(0)
        .build();
  }

  private static String text(String file) {
    try (InputStream in = YamlCatalogue.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("The catalogue has no file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
