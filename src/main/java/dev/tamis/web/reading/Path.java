package dev.tamis.web.reading;

/**
 * Where a value stands in a request, such as {@code searchSpace.learningRate.choices[3]}. It is written out only when something is
 * wrong there: a request of a megabyte has half a million places.
 *
 * @param parent null at the top
 * @param name of a field; null of an element of a list
 * @param index of an element
 */
public record Path(Path parent, String name, int index) {

    /** The request itself; its path is empty. */
    public static final Path TOP = new Path(null, "", 0);

    /** A field of what stands here. */
    public Path field(String field) {
        return new Path(this, field, 0);
    }

    Path element(int element) {
        return new Path(this, null, element);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return name;
        }
        String above = parent.toString();
        return name == null ? above + "[" + index + "]" : above.isEmpty() ? name : above + "." + name;
    }
}
