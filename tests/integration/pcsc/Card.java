// SPDX-License-Identifier: MIT
// A PC/SC program in Java: finds the card and selects its master file.
import java.util.List;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import javax.smartcardio.TerminalFactory;

class Main {
    public static void main(String[] arguments) throws Exception {
        List<CardTerminal> terminals = TerminalFactory.getDefault().terminals().list();
        CardTerminal terminal = terminals.get(0);
        if (!terminal.waitForCardPresent(10000))
            throw new IllegalStateException("no card");
        javax.smartcardio.Card card = terminal.connect("*");
        ResponseAPDU response =
            card.getBasicChannel().transmit(new CommandAPDU(0x00, 0xA4, 0x00, 0x00, new byte[] {0x3F, 0x00}));
        if (response.getSW() != 0x9000)
            throw new IllegalStateException("SELECT: " + Integer.toHexString(response.getSW()));
        card.disconnect(false);
        System.out.println("java: all right");
    }
}
