package io.evergrant.portal.catalogue;

import java.util.List;

/** Entries of one group, by name. */
public record GroupRow(String name, List<EntryRow> entries) {}
