/**
 * What breaks while grants are refreshed, and what may be lost by it: portals, OpenBao and
 * PostgreSQL that are killed or stand still at each step, answers that are cut, late or doubled.
 * Every test ends at the same {@link io.evergrant.chaos.Oracle}, which lays the provider's ledger
 * and our log side by side. The short form runs with every build, all of it by {@code -Pchaos}.
 */
@NullMarked
package io.evergrant.chaos;

import org.jspecify.annotations.NullMarked;
