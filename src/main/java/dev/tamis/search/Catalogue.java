package dev.tamis.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What there is of one kind, in the order in which it is offered, what is usual first: the lines of the file that is called like the kind in {@code
 * META-INF/services}. A new entry is a class and its line there; nobody else asks which types there are.
 *
 * @param entries each with its settings at their defaults
 */
public record Catalogue<E extends CatalogueEntry>(List<E> entries) {

    /** How points can be chosen. */
    public static final Catalogue<Sampler> SAMPLERS = of(Sampler.class, "RANDOM");

    /** How trials can be judged while they train. */
    public static final Catalogue<Pruner> PRUNERS = of(Pruner.class, "NONE");

    public Catalogue {
        entries = List.copyOf(entries);
        if (entries.stream().map(CatalogueEntry::type).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("Two entries have one type: " + entries);
        }
    }

    /** The entry of a type, its settings at their defaults. */
    public Optional<E> named(String type) {
        return entries.stream().filter(each -> each.type().equals(type)).findFirst();
    }

    /** The names of all types. */
    public List<String> types() {
        return entries.stream().map(CatalogueEntry::type).toList();
    }

    /** What is taken where nobody chooses. */
    public E usual() {
        return entries.get(0);
    }

    /**
     * What there is of a kind that another module defines.
     *
     * @param usual the type that comes first, whatever else lies on the class path before it
     */
    public static <E extends CatalogueEntry> Catalogue<E> of(Class<E> kind, String usual) {
        // Not the thread's loader: which that is depends on who asks first.
        return new Catalogue<>(ServiceLoader.load(kind, Catalogue.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing((E each) -> !each.type().equals(usual)))
                .toList());
    }
}
