// Validates PDFs with veraPDF in one run: java -cp JARS Validate.java FLAVOUR FILE [FLAVOUR FILE ...]
// Prints a line "FLAVOUR <tab> FILE <tab> assertions" per file, and "<tab> clause-test <tab> times <tab> message"
// for each rule that it breaks. Exit code: 0 all comply, 1 some don't, 2 a file can't be read.
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class Validate {
    public static void main(String[] arguments) {
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            worst = Math.max(worst, validate(PDFAFlavour.fromString(arguments[i]), new File(arguments[i + 1])));
        }
        System.exit(worst);
    }

    private static int validate(PDFAFlavour flavour, File file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            System.out.printf("%s\t%s\t%d%n", flavour.getId(), file, result.getTotalAssertions());
            firstOfEachRule(result).forEach((rule, message) -> System.out.printf("\t%s%n", message));
            return result.isCompliant() ? 0 : 1;
        } catch (Exception problem) {
            System.out.printf("%s\t%s\tunreadable: %s%n", flavour.getId(), file, problem);
            return 2;
        }
    }

    private static Map<String, String> firstOfEachRule(ValidationResult result) {
        Map<String, String> messages = new TreeMap<>();
        Map<RuleId, Integer> times = result.getFailedChecks();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) {
                continue;
            }
            RuleId rule = assertion.getRuleId();
            String name = rule.getClause() + "-" + rule.getTestNumber();
            String place = assertion.getLocation() == null ? "" : " @ " + assertion.getLocation().getContext();
            messages.putIfAbsent(name, name + "\t" + times.get(rule) + "\t" + assertion.getMessage() + place);
        }
        return messages;
    }
}
