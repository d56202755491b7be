package dev.tamis.dataset.store;

/** There is a dataset of that name already. */
public final class NameTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NameTaken(String name) {
        super("There is a dataset \"" + name + "\" already; take another name, or remove that one first.");
    }
}
