import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene's own ranking, as TREC runs have it: java LuceneRun.java en|id PASSAGES QUERIES (id, tab, text on each line). */
public class LuceneRun {
    public static void main(String[] args) throws Exception {
        Analyzer analyzer = args[0].equals("id") ? new IndonesianAnalyzer() : new EnglishAnalyzer();
        BM25Similarity bm25 = new BM25Similarity(0.9f, 0.4f);
        ByteBuffersDirectory folder = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(folder, new IndexWriterConfig(analyzer).setSimilarity(bm25))) {
            for (String[] row : rows(args[1])) {
                Document document = new Document();
                document.add(new StringField("id", row[0], Field.Store.YES));
                document.add(new TextField("text", row[1], Field.Store.NO));
                writer.addDocument(document);
            }
        }
        try (IndexReader reader = DirectoryReader.open(folder)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(bm25);
            for (String[] row : rows(args[2])) {
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                try (var words = analyzer.tokenStream("text", row[1])) {
                    var word = words.addAttribute(CharTermAttribute.class);
                    words.reset();
                    while (words.incrementToken())
                        query.add(new TermQuery(new Term("text", word.toString())), BooleanClause.Occur.SHOULD);
                    words.end();
                }
                int rank = 0;
                for (ScoreDoc hit : searcher.search(query.build(), 100).scoreDocs)
                    System.out.printf("%s Q0 %s %d %d lucene%n",
                        row[0], searcher.doc(hit.doc).get("id"), ++rank, 100 - rank);
            }
        }
    }

    private static List<String[]> rows(String file) throws Exception {
        return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8).stream().map(line -> line.split("\t", 2)).toList();
    }
}
