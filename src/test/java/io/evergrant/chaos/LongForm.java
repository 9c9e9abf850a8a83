package io.evergrant.chaos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes long, so it runs only where all of it is asked for: of the chaos suite by {@code mvn
 * -Pchaos verify}, of everything else by {@code mvn -Plong verify}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "evergrant.chaos", matches = "all")
public @interface LongForm {}
