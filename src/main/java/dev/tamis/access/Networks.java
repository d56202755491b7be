package dev.tamis.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** From where somebody comes who says nothing else of themselves. */
public final class Networks {

    /** Of an IPv6 address; what is behind it a host chooses for itself (RFC 4291, section 2.5.1). */
    private static final int PREFIX_BYTES = 8;

    private Networks() {}

    /** The address; of IPv6 its first 64 bits, for who has one of these addresses has 2^64 of them. */
    public static String of(String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > PREFIX_BYTES
                    ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) + "/64"
                    : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException malformed) {
            return address;
        }
    }
}
