package io.evergrant.usecase.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider as a file describes it; nothing here was checked.
 *
 * @param apiHosts null where nothing is said of them: they stay as they are
 */
public record Described(ProviderDraft draft, @Nullable List<String> apiHosts) {}
