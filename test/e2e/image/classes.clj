;; Compiles every namespace that the services listed in bootstrap files need.
;; arguments: output directory, bootstrap file...
(let [[out & files] *command-line-args*
      namespaces (->> files
                      (mapcat #(clojure.string/split-lines (slurp %)))
                      (map clojure.string/trim)
                      (remove #(or (empty? %) (.startsWith % "#")))
                      (map #(first (clojure.string/split % #"/")))
                      distinct
                      (map symbol))]
  (binding [*compile-path* out]
    (doseq [n (concat '[puppetlabs.trapperkeeper.main] namespaces)]
      (println "compiling" n)
      (compile n)))
  (shutdown-agents)
  (System/exit 0))
