/// What an alias of a spec stands for: where a model answers, and how it is asked.
public struct JudgeModel: Sendable, Hashable {
  /// The words of an endpoint.
  public enum API: String, Sendable, Hashable, CaseIterable {
    /// OpenAI's chat completions, as vLLM, SGLang, llama.cpp and hosted models speak them.
    case chat
    /// vLLM's `/score`: two texts.
    case score
    /// `/classify` of vLLM and SGLang: the logit or probability of a sequence-classification model.
    case classify
    /// vLLM's `/pooling`: the last number of a reward model.
    case pooling
    /// `/embeddings` of SGLang's reward models: the last number.
    case embeddings
  }
  /// How an answer is drawn.
  public struct Sampling: Sendable, Hashable {
    /// 0 takes the likeliest token.
    public var temperature: Double?
    /// Of nucleus sampling.
    public var topP: Double?
    /// The longest answer, in tokens.
    public var maxTokens: Int?
    /// The name that the endpoint knows ``maxTokens`` by is `max_completion_tokens`, as of reasoning models.
    public var countsReasoning: Bool

    /// What the endpoint does by itself, unless said otherwise.
    public init(
      temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, countsReasoning: Bool = false
    ) {
      self.temperature = temperature
      self.topP = topP
      self.maxTokens = maxTokens
      self.countsReasoning = countsReasoning
    }
  }
  /// What a model costs.
  public struct Price: Sendable, Hashable {
    /// US dollars for a million tokens.
    public var input, output: Double

    /// US dollars for a million tokens.
    public init(input: Double, output: Double) {
      self.input = input
      self.output = output
    }
  }
  /// What the host of a model is asked at most, by all processes that share a cache together.
  public struct Limits: Sendable, Hashable {
    /// Requests on their way at once; at least 1.
    public var inFlight: Int
    /// Nil for as many as it takes.
    public var requestsPerMinute, tokensPerMinute: Double?

    /// Limits.
    public init(inFlight: Int = 64, requestsPerMinute: Double? = nil, tokensPerMinute: Double? = nil) {
      self.inFlight = inFlight
      self.requestsPerMinute = requestsPerMinute
      self.tokensPerMinute = tokensPerMinute
    }
  }

  /// As a spec writes it after `model`.
  public var alias: String
  /// The address that the paths of the API stand behind: `http://127.0.0.1:8000/v1`.
  public var endpoint: String
  /// The words of the endpoint.
  public var api: API
  /// The name that the endpoint knows the model by, with its date where there is one.
  public var model: String
  /// How an answer is drawn.
  public var sampling: Sampling
  /// Nil for one that costs nothing.
  public var price: Price?
  /// What its host is asked at most.
  public var limits: Limits

  /// A model.
  public init(
    alias: String, endpoint: String, api: API = .chat, model: String, sampling: Sampling = Sampling(),
    price: Price? = nil, limits: Limits = Limits()
  ) {
    self.alias = alias
    self.endpoint = endpoint
    self.api = api
    self.model = model
    self.sampling = sampling
    self.price = price
    self.limits = limits
  }
}
